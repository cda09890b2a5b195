package dev.parlance.scripted;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The model's answer to one request: its steps in order, then {@code response.completed} with the usage, unless the
 * last step ends the reply another way.
 *
 * <pre>{@code Reply.of(Step.text("Done.")).usage(Usage.of(1_200, 8))}</pre>
 *
 * @param steps what the model does; may be empty: a reply without output
 * @param usage the numbers that {@code response.completed} carries
 */
public record Reply(List<Step> steps, Usage usage) {
    /**
     * Checks that nothing follows a step that ends the reply, and that an HTTP error comes before any output.
     *
     * @throws IllegalArgumentException otherwise, naming the step by its number from 0
     */
    public Reply {
        steps = List.copyOf(steps);
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).isLast() && i < steps.size() - 1) {
                throw new IllegalArgumentException("step " + i + " ends the reply, but step " + (i + 1) + " follows");
            }
            if (steps.get(i) instanceof Steps.HttpError
                    && !steps.subList(0, i).stream().allMatch(Step::isPause)) {
                throw new IllegalArgumentException(
                        "step " + i + " is an HTTP error, but the stream is already open; put it first");
            }
        }
    }

    /** These steps with the {@link Usage#DEFAULT default usage}. */
    public static Reply of(Step... steps) {
        return new Reply(Arrays.asList(steps), Usage.DEFAULT);
    }

    /** The same steps with other token numbers. */
    public Reply usage(Usage newUsage) {
        return new Reply(steps, newUsage);
    }

    boolean isHttpError() {
        return !steps.isEmpty() && steps.get(steps.size() - 1) instanceof Steps.HttpError;
    }

    List<Gate> gates() {
        List<Gate> gates = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Steps.Hold hold) {
                gates.add(hold.gate());
            }
        }
        return gates;
    }
}
