package marginlab.loss;

/** The mean angle to the own centre over pi: {@code 1/(pi N) sum theta_y} (ArcFace, equation 5). */
public record Intra() implements Term {
    @Override
    public Value value(Angles angles) {
        return Value.of(angles.targetAngles().mean().div((float) Math.PI));
    }

    @Override
    public String label() {
        return "Intra";
    }
}
