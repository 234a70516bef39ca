package marginlab.synthetic;

/** A smooth curve through given points (Catmull-Rom), constant beyond its ends. */
final class FaceCurve {
    private final float[] at;
    private final float[] value;

    /** @param points at, value, at, value, ... with rising {@code at} */
    FaceCurve(float... points) {
        at = new float[points.length / 2];
        value = new float[points.length / 2];
        for (int i = 0; i < at.length; i++) {
            at[i] = points[2 * i];
            value[i] = points[2 * i + 1];
        }
    }

    float at(float x) {
        int last = at.length - 1;
        if (x <= at[0]) {
            return value[0];
        }
        if (x >= at[last]) {
            return value[last];
        }
        int i = 0;
        while (x > at[i + 1]) {
            i++;
        }
        float width = at[i + 1] - at[i];
        float t = (x - at[i]) / width;
        float leftSlope = slope(i) * width;
        float rightSlope = slope(i + 1) * width;
        float t2 = t * t;
        float t3 = t2 * t;
        return value[i] * (2 * t3 - 3 * t2 + 1)
                + leftSlope * (t3 - 2 * t2 + t)
                + value[i + 1] * (3 * t2 - 2 * t3)
                + rightSlope * (t3 - t2);
    }

    private float slope(int i) {
        int before = Math.max(0, i - 1);
        int after = Math.min(at.length - 1, i + 1);
        return (value[after] - value[before]) / (at[after] - at[before]);
    }
}
