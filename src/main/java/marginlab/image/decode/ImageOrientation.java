package marginlab.image.decode;

/**
 * Pictures turned as their camera was held. The eight orientations of Exif: 1 as stored, 2 mirrored, 3 half a turn, 4 upside down
 * and mirrored, 5 along the diagonal, 6 a quarter turn to the right, 7 along the other diagonal, 8 a quarter turn to the left.
 */
final class ImageOrientation {
    private ImageOrientation() {}

    /** Whether width and height change places. */
    static boolean isAcross(int orientation) {
        return orientation >= 5;
    }

    /**
     * Turns pixels.
     *
     * @param rgb {@code [height, width, 3]} as stored
     * @return {@code [width, height, 3]} where they change places, otherwise {@code [height, width, 3]}
     */
    static byte[] turn(byte[] rgb, int width, int height, int orientation) {
        boolean across = isAcross(orientation);
        boolean fromRight = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        boolean fromBelow = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        int columns = across ? height : width;
        int rows = across ? width : height;
        byte[] turned = new byte[3 * width * height];
        for (int y = 0, to = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                int column = across ? y : x;
                int row = across ? x : y;
                int from =
                        3 * ((fromBelow ? height - 1 - row : row) * width + (fromRight ? width - 1 - column : column));
                turned[to++] = rgb[from];
                turned[to++] = rgb[from + 1];
                turned[to++] = rgb[from + 2];
            }
        }
        return turned;
    }
}
