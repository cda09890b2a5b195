package dev.parlance.conformance.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that forget their oldest entry rather than grow without end. */
final class Bounded {
    private Bounded() {}

    static <K, V> Map<K, V> map(int most) {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }
}
