package dev.parlance.server.tools;

import dev.parlance.server.turn.Tool;
import java.util.List;

/** What models can call. */
public interface Toolbox {
    /**
     * The tools of a turn.
     *
     * @param withPlan true where the model may show a plan
     */
    List<Tool> tools(boolean withPlan);
}
