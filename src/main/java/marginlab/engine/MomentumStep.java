package marginlab.engine;

/**
 * The numbers of one update by stochastic gradient descent.
 *
 * @param rate learning rate
 * @param momentum mu
 * @param decay weight decay
 * @param rescale factor of the gradient, below 1 where it is clipped
 */
public record MomentumStep(double rate, double momentum, double decay, double rescale) {}
