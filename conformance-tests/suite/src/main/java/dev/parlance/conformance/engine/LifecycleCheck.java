package dev.parlance.conformance.engine;

import dev.parlance.conformance.protocol.Party;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs the automata of the protocol, one instance a key. An instance whose beginning the connection cannot have seen,
 * because it joined a thread with a turn under way, begins in the state that its first step supposes, and earns nothing. What
 * was known of a thread is dropped when the connection leaves it; until it comes back, nothing of the thread is judged.
 *
 * <p>A rule counts as kept once a step that could have broken it was made rightly and the instance has come to the state
 * in which the step would be wrong; at once, where it can come to none.
 */
final class LifecycleCheck implements Check {
    private static final int MAX_INSTANCES = 500_000;

    private final Lifecycles lifecycles;

    LifecycleCheck(Ledger ledger, Lifecycles lifecycles) {
        this.lifecycles = lifecycles;
    }

    /** The automata of one connection at work. */
    private static final class Running {
        private final Map<String, Instance> instances = Bounded.map(MAX_INSTANCES);
        /** Those that a turn's end is of concern to. */
        private final Map<String, Map<String, Instance>> byTurn = Bounded.map(MAX_INSTANCES);

        private final Map<String, Map<String, Instance>> byThread = Bounded.map(MAX_INSTANCES);
    }

    private static final class Instance {
        private final Automaton automaton;
        private final String label;
        private final @Nullable String thread;
        private final long born;
        private int state;
        private int touched;
        private boolean adopted;
        private @Nullable Sighting closing;

        Instance(Automaton automaton, String label, @Nullable String thread, long born) {
            this.automaton = automaton;
            this.label = label;
            this.thread = thread;
            this.born = born;
            this.state = automaton.initial();
        }

        /** Whether the connection may have missed some of its steps. */
        boolean outdated(Connection connection) {
            return thread != null && connection.leftSince(thread, born);
        }
    }

    @Override
    public void see(Sighting at) {
        Message message = at.message();
        switch (message.kind()) {
            case REQUEST -> {
                steps(lifecycles.of(message.method()), "request", at);
                always("request", at);
            }
            case NOTIFICATION -> {
                steps(lifecycles.of(message.method()), "notification", at);
                always("notification", at);
            }
            case RESPONSE -> {
                Exchange exchange = at.exchange();
                if (exchange != null) {
                    String kind = message.tree().has("error") ? "error" : "result";
                    steps(lifecycles.of(exchange.method()), kind, at);
                }
                boolean stray = exchange == null && Strays.of(at.connection()).explains(message);
                if (!stray) {
                    always("response", at);
                }
            }
            default -> {}
        }
    }

    @Override
    public void ended(Sighting end, boolean settled) {
        Running running = running(end.connection());
        for (Instance instance : List.copyOf(running.instances.values())) {
            for (Automaton.Open open : instance.automaton.open()) {
                Sighting closing = instance.closing;
                if (instance.state != open.state() || instance.outdated(end.connection())) {
                    continue;
                }
                if (settled && (open.atEnd() || open.closedBy().equals("transcript-end"))) {
                    closing = end;
                }
                if (closing != null) {
                    open.tally().fail(closing, instance.label + " no longer " + state(instance), "it still is");
                    break;
                }
            }
        }
    }

    private void steps(List<Lifecycles.Mapping> mappings, String kind, Sighting at) {
        for (Lifecycles.Mapping mapping : mappings) {
            if (mapping.matches(kind, at) && sees(mapping, at)) {
                for (Lifecycles.StepOf step : mapping.steps()) {
                    boolean heard = at.connection().hears(step.automaton().announcedBy());
                    Instance instance = heard ? instance(step.automaton(), mapping, at) : null;
                    if (instance != null) {
                        judge(instance, step.step(), mapping, at);
                        move(instance, step.step(), at);
                    }
                    if (step.automaton().name().equals("turn") && mapping.kind().equals("notification")) {
                        closeTurn(step, mapping, at);
                    }
                }
            }
        }
    }

    /** Whether the connection is there, in the thread that a message is about. */
    private static boolean sees(Lifecycles.Mapping mapping, Sighting at) {
        String thread = mapping.value("thread", at);
        return thread == null || !at.connection().away(thread);
    }

    /** Violations first, then moves: an id in use is noticed before it is taken. */
    private void always(String kind, Sighting at) {
        List<Instance> moving = new ArrayList<>();
        List<Integer> moves = new ArrayList<>();
        boolean handshake = at.message().method().equals("initialize");
        for (Lifecycles.Mapping mapping : lifecycles.always()) {
            if (!mapping.matches(kind, at)) {
                continue;
            }
            for (Lifecycles.StepOf step : mapping.steps()) {
                Instance instance = handshake && step.automaton().name().equals("connection")
                        ? null
                        : instance(step.automaton(), mapping, at);
                if (instance != null) {
                    judge(instance, step.step(), mapping, at);
                    moving.add(instance);
                    moves.add(step.step());
                }
            }
        }
        for (int i = 0; i < moving.size(); i++) {
            move(moving.get(i), moves.get(i), at);
        }
    }

    private @Nullable Instance instance(Automaton automaton, Lifecycles.Mapping mapping, Sighting at) {
        String label = label(automaton, mapping, at);
        if (label == null) {
            return null;
        }
        Running running = running(at.connection());
        Instance known = running.instances.get(label);
        if (known != null && !known.outdated(at.connection())) {
            return known;
        }
        Instance fresh = new Instance(automaton, label, mapping.value("thread", at), at.number());
        running.instances.put(label, fresh);
        if (!automaton.open().isEmpty()) {
            index(running, fresh, mapping, at);
        }
        return fresh;
    }

    /** The automaton's name and keys; the connection needs no mention, each has instances of its own. */
    private static @Nullable String label(Automaton automaton, Lifecycles.Mapping mapping, Sighting at) {
        if (automaton.keys().size() == 1) {
            return automaton.name();
        }
        StringBuilder label = new StringBuilder(96).append(automaton.name());
        for (String name : automaton.keys()) {
            if (!name.equals("connection")) {
                String value = name.equals("sender") ? asker(at).word() : mapping.value(name, at);
                if (value == null) {
                    return null;
                }
                label.append(' ').append(value);
            }
        }
        return label.toString();
    }

    private static Party asker(Sighting at) {
        Party sender = at.message().sender();
        if (at.message().kind() != Message.Kind.RESPONSE) {
            return sender;
        }
        return sender == Party.SERVER ? Party.CLIENT : Party.SERVER;
    }

    private static void index(Running running, Instance instance, Lifecycles.Mapping mapping, Sighting at) {
        String thread = mapping.value("thread", at);
        String turn = mapping.value("turn", at);
        if (thread != null && turn != null) {
            running.byTurn
                    .computeIfAbsent(thread + " " + turn, key -> new LinkedHashMap<>())
                    .put(instance.label, instance);
        } else if (thread != null) {
            running.byThread
                    .computeIfAbsent(thread, key -> new LinkedHashMap<>())
                    .put(instance.label, instance);
        }
    }

    private static void judge(Instance instance, int step, Lifecycles.Mapping mapping, Sighting at) {
        Automaton automaton = instance.automaton;
        boolean begins = automaton.moves(instance.state, step);
        if (instance.state == automaton.initial() && !begins && late(mapping, at)) {
            instance.adopted = true;
            instance.state = automaton.unseen(step);
        }
        Automaton.Breach breach = automaton.breach(instance.state, step);
        if (breach == null) {
            automaton.breachesOf(step).forEach(possible -> instance.touched |= 1 << possible.index());
            return;
        }
        Tally tally = breach.tallies().get(at.message().sender());
        if (tally != null) {
            String wanted = "no " + breach.step() + " while " + instance.label + " is " + state(instance);
            tally.fail(at, wanted, at.message().about());
        }
    }

    private static void move(Instance instance, int step, Sighting at) {
        Automaton automaton = instance.automaton;
        if (automaton.moves(instance.state, step)) {
            instance.state = automaton.after(instance.state, step);
            instance.closing = null;
        }
        if (instance.touched == 0 || instance.adopted) {
            return;
        }
        for (Automaton.Breach breach : automaton.allBreaches()) {
            int bit = 1 << breach.index();
            boolean due =
                    (breach.from() & (1 << instance.state)) != 0 || !automaton.canReach(instance.state, breach.from());
            if ((instance.touched & bit) != 0 && due) {
                instance.touched &= ~bit;
                Tally tally = breach.tallies().get(at.message().sender());
                if (tally != null) {
                    tally.pass(at);
                }
            }
        }
    }

    private static boolean late(Lifecycles.Mapping mapping, Sighting at) {
        String thread = mapping.value("thread", at);
        String turn = mapping.value("turn", at);
        return thread != null && turn != null && at.connection().late(thread, turn);
    }

    private void closeTurn(Lifecycles.StepOf step, Lifecycles.Mapping mapping, Sighting at) {
        if (step.automaton().step("turn-completed") != step.step()) {
            return;
        }
        String thread = mapping.value("thread", at);
        Running running = running(at.connection());
        Map<String, Instance> ofTurn = running.byTurn.remove(thread + " " + mapping.value("turn", at));
        if (ofTurn != null) {
            ofTurn.values().forEach(instance -> close(instance, at));
        }
        running.byThread.getOrDefault(thread, Map.of()).values().forEach(instance -> close(instance, at));
    }

    private static void close(Instance instance, Sighting at) {
        for (Automaton.Open open : instance.automaton.open()) {
            if (!open.closedBy().equals("turn-completed") || instance.outdated(at.connection())) {
                continue;
            }
            if (instance.state != open.state()) {
                if (!instance.adopted) {
                    open.tally().pass(at);
                }
            } else if (open.atEnd()) {
                instance.closing = at;
            } else {
                open.tally().fail(at, instance.label + " no longer " + state(instance), "it still is");
            }
        }
    }

    private static String state(Instance instance) {
        return instance.automaton.state(instance.state);
    }

    private static Running running(Connection connection) {
        return connection.memory(Running.class, Running::new);
    }
}
