package marginlab.synthetic;

/** The colour of one spot while it is painted, layer over layer. */
final class FacePaint {
    float red;
    float green;
    float blue;

    /** Strength of the highlight. */
    float shine;

    void fill(FaceColour colour, float gloss) {
        red = colour.red();
        green = colour.green();
        blue = colour.blue();
        shine = gloss;
    }

    /** Lays a colour over what is there, with an opacity. */
    void lay(FaceColour colour, float opacity) {
        if (opacity == 0) {
            return;
        }
        red += (colour.red() - red) * opacity;
        green += (colour.green() - green) * opacity;
        blue += (colour.blue() - blue) * opacity;
    }

    /** Darkens by a share; shadows on skin stay a little red. */
    void shade(float share) {
        if (share == 0) {
            return;
        }
        red *= 1 - 0.85f * share;
        green *= 1 - share;
        blue *= 1 - share;
    }

    void scale(float factor) {
        red *= factor;
        green *= factor;
        blue *= factor;
    }
}
