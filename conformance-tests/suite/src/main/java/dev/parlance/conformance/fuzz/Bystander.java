package dev.parlance.conformance.fuzz;

import dev.parlance.conformance.engine.Failure;
import dev.parlance.conformance.engine.PassiveEngine;
import dev.parlance.conformance.engine.Verdict;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.transcript.Direction;
import dev.parlance.conformance.transcript.TranscriptEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The passive rules, listening to a session; only what the server breaks is of interest. */
final class Bystander {
    private static final String CONNECTION = "main";
    private static final Pattern METHOD = Pattern.compile("\"method\"\\s*:\\s*\"([^\"]{1,80})\"");

    private final PassiveEngine engine;
    private final long began = System.nanoTime();
    private final Map<String, Long> known = new HashMap<>();

    Bystander(Knowledge knowledge, boolean framed) {
        engine = new PassiveEngine(
                knowledge.protocol(), knowledge.judge(), knowledge.dialect().passive());
        if (framed) {
            engine.accept(TranscriptEvent.note(0, CONNECTION, TranscriptEvent.WEBSOCKET));
        }
    }

    void sent(byte[] line) {
        engine.accept(TranscriptEvent.line(now(), Direction.TO_SERVER, CONNECTION, line));
    }

    void received(Incoming.Event event) {
        engine.accept(
                event.ended()
                        ? TranscriptEvent.line(now(), Direction.TO_CLIENT, CONNECTION, event.bytes())
                        : TranscriptEvent.unended(now(), Direction.TO_CLIENT, CONNECTION, event.bytes()));
    }

    /** What has been broken since the last call; {@code method} is the request under way. */
    List<Breach> fresh(String method) {
        List<Breach> fresh = new ArrayList<>();
        for (Verdict verdict : engine.verdicts()) {
            String key = verdict.rule().id() + verdict.party();
            long before = known.getOrDefault(key, 0L);
            // Whether an experimental request had to be refused is for the expectation to say.
            boolean ours =
                    verdict.party() != Party.CLIENT && !verdict.rule().id().equals("CAP-2");
            if (ours && verdict.failureCount() > before) {
                List<Failure> failures = verdict.failures();
                for (int i = (int) Math.min(before, failures.size()); i < failures.size(); i++) {
                    fresh.add(breach(verdict, failures.get(i), method));
                }
                known.put(key, verdict.failureCount());
            }
        }
        return fresh;
    }

    private static Breach breach(Verdict verdict, Failure failure, String method) {
        Matcher named = METHOD.matcher(failure.excerpt());
        String about = failure.direction().equals(Direction.TO_CLIENT.sign()) && named.find() ? named.group(1) : method;
        String where = failure.path().replaceAll("/\\d+", "/*");
        return new Breach(
                new Signature(verdict.rule().id(), about, where.isEmpty() ? "passive rule" : "at " + where),
                failure.expected(),
                Oracle.shortened(failure.seen() + (where.isEmpty() ? ": " + failure.excerpt() : "")),
                false);
    }

    private long now() {
        return (System.nanoTime() - began) / 1_000;
    }
}
