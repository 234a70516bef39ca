package marginlab.data;

/**
 * Some images of a set, in an order of their own.
 *
 * @param images stay open: it is their owner who closes them
 * @param places of the chosen ones
 */
public record ChosenImages(Images images, int[] places) implements Images {
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
