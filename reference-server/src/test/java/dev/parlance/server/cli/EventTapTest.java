package dev.parlance.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.rpc.StreamTransport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTapTest {
    private static final String WIRE = """
            {"id":1,"result":{"method":"x"}}
            {"method":"turn/started","params":{"id":7,"text":"grüße"},"emittedAtMs":1}
            {"method":"item/commandExecution/requestApproval","id":0,"params":{}}
            not JSON
            [{"method":"x"}]
            {"params":{"deep":[{"id":1}]},"method":"turn/completed"}
            {"method":"cut off"}""";

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 10_000})
    void notificationsAreHandedOutAsTheyCame(int chunk) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream passed = new ByteArrayOutputStream();
        byte[] wire = WIRE.getBytes(StandardCharsets.UTF_8);
        try (EventTap tap = new EventTap(
                StreamTransport.of(new ByteArrayInputStream(wire), OutputStream.nullOutputStream()), out::write)) {
            byte[] buffer = new byte[chunk];
            for (int count = tap.input().read(buffer, 0, chunk);
                    count >= 0;
                    count = tap.input().read(buffer, 0, chunk)) {
                passed.write(buffer, 0, count);
            }
        }

        assertThat(passed.toString(StandardCharsets.UTF_8)).isEqualTo(WIRE);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                        {"method":"turn/started","params":{"id":7,"text":"grüße"},"emittedAtMs":1}
                        {"params":{"deep":[{"id":1}]},"method":"turn/completed"}
                        """);
    }
}
