package marginlab.serve;

/** A request that is not answered as it was asked. */
final class RefusedRequest extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    /** @param status of HTTP */
    RefusedRequest(int status, String why) {
        super(why);
        this.status = status;
    }

    HttpAnswer answer() {
        return HttpAnswer.text(status, getMessage() + "\n");
    }
}
