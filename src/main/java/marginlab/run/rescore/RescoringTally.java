package marginlab.run.rescore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;
import marginlab.protocol.embedding.ProtocolOutcome;
import marginlab.store.record.Run;
import marginlab.store.record.TrialState;

/** What was there already, what was left out, and what went wrong while runs were scored again. */
final class RescoringTally {
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int known;

    void known(int outcomes) {
        known += outcomes;
    }

    /** Something that was left out, and why. */
    void note(String text) {
        notes.add(text);
    }

    void refuse(Problem problem) {
        problems.add(problem);
    }

    /** Does something; false, and its problems are kept, where it has some. */
    boolean gather(Runnable work) {
        try {
            work.run();
            return true;
        } catch (ProblemException e) {
            e.problems().stream().filter(fault -> !problems.contains(fault)).forEach(problems::add);
            return false;
        }
    }

    /** Whether a run has ended well; of another one a note says that it is left out. */
    boolean isDone(Run run) {
        if (run.state() != TrialState.DONE) {
            notes.add(run.trial().id() + ": left out, it is " + run.state().label());
        }
        return run.state() == TrialState.DONE;
    }

    /**
     * What came of it.
     *
     * @throws ProblemException where nothing was added and something went wrong
     */
    Rescoring.RescoringResult result(Map<String, List<ProtocolOutcome>> added) {
        if (!problems.isEmpty() && added.isEmpty()) {
            throw new ProblemException(problems);
        }
        return new Rescoring.RescoringResult(added, known, notes, problems);
    }
}
