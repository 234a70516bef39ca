package marginlab.image.decode;

/**
 * Some images of a set, in an order of their own.
 *
 * @param images stay open: it is their owner who closes them
 * @param places of the chosen ones
 */
public record ChosenImages(EncodedImages images, int[] places) implements EncodedImages {
    public ChosenImages {
        places = places.clone();
    }

    @Override
    public int[] places() {
        return places.clone();
    }

    @Override
    public int size() {
        return places.length;
    }

    @Override
    public byte[] encoded(int i) {
        return images.encoded(places[i]);
    }

    @Override
    public String name(int i) {
        return images.name(places[i]);
    }

    @Override
    public void close() {
        // Not ours to close.
    }
}
