package marginlab.synthetic;

/** A colour as it is stored in an image file: red, green and blue, 1 for full. */
record FaceColour(float red, float green, float blue) {

    FaceColour mix(FaceColour other, float share) {
        return new FaceColour(
                FaceMaths.mix(red, other.red, share),
                FaceMaths.mix(green, other.green, share),
                FaceMaths.mix(blue, other.blue, share));
    }

    FaceColour times(float redFactor, float greenFactor, float blueFactor) {
        return new FaceColour(red * redFactor, green * greenFactor, blue * blueFactor);
    }

    FaceColour times(float factor) {
        return times(factor, factor, factor);
    }
}
