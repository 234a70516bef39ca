package marginlab.synthetic;

import marginlab.synthetic.FaceMesh.Material;

/** Neck and shoulders, as much of them as a portrait shows. */
final class FaceBody {
    /** The chart's height of the neck, below everything that is painted on a face. */
    static final float CHART = -1.3f;

    private FaceBody() {}

    static FaceMesh neck(FaceGrid grid, FaceIdentity person) {
        FaceMesh mesh = new FaceMesh(Material.SKIN, grid, 6);
        float radius = person.head().neck();
        for (int row = 0; row < mesh.rows; row++) {
            float t = row / (mesh.rows - 1f);
            float y = -1.9f + 1.4f * t;
            for (int column = 0; column < mesh.columns; column++) {
                float wide = radius * (1 + 0.25f * (1 - t) * (1 - t));
                float z = -0.38f + 0.22f * t + wide * grid.cosine[column];
                mesh.put(row, column, wide * grid.sine[column], y, z, 0, CHART - 0.5f * (1 - t), 1);
            }
        }
        return mesh;
    }

    /** The collar's cut and height come from the scene: clothes change from one photograph to the next. */
    static FaceMesh shoulders(FaceGrid grid, FaceIdentity person, FaceRandom scene) {
        FaceMesh mesh = new FaceMesh(Material.CLOTH, grid, 12);
        float cut = scene.between(0, 0.4f);
        float radius = person.head().neck();
        for (int row = 0; row < mesh.rows; row++) {
            float t = row / (mesh.rows - 1f);
            float spread = 1 - (float) Math.sqrt(1 - (1 - t) * (1 - t));
            float y = -2.1f + 0.95f * t;
            for (int column = 0; column < mesh.columns; column++) {
                float cosine = grid.cosine[column];
                float wide = radius * 1.04f + 0.1f * (1 - t) + 1.15f * spread;
                float deep = radius * 1.04f + 0.1f * (1 - t) + 0.25f * spread;
                float collar = 1 - t - cut * Math.max(0, cosine) * Math.max(0, cosine);
                mesh.put(
                        row,
                        column,
                        wide * grid.sine[column],
                        y,
                        -0.32f + deep * cosine,
                        grid.angle[column],
                        y,
                        collar);
            }
        }
        return mesh;
    }
}
