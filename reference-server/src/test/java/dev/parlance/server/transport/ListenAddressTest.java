package dev.parlance.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenAddressTest {
    @ParameterizedTest
    @CsvSource({
        "ws://127.0.0.1:4500, ws://127.0.0.1:4500",
        "ws://127.0.0.1:0/, ws://127.0.0.1:0",
        "ws://127.9.8.7:65535, ws://127.9.8.7:65535",
        "ws://[::1]:80, ws://[0:0:0:0:0:0:0:1]:80",
    })
    void loopbackAddressesAreTaken(String text, String address) {
        assertThat(ListenAddress.parse(text)).hasToString(address);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://127.0.0.1:1    | it is no address to listen on",
                "127.0.0.1:1           | it is no address to listen on",
                "ws://localhost:1      | \"localhost\" is a name, not an IP address",
                "ws://:1               | \"\" is a name, not an IP address",
                "ws://0.0.0.0:1        | other machines could reach 0.0.0.0",
                "ws://[::]:1           | other machines could reach [::]",
                "ws://192.168.1.2:1    | other machines could reach 192.168.1.2",
                "ws://127.0.0.999:1    | 127.0.0.999 is no IP address",
                "ws://127.0.0.1        | the port is missing",
                "ws://127.0.0.1:       | \"\" is no port",
                "ws://127.0.0.1:65536  | \"65536\" is no port",
                "ws://127.0.0.1:-1     | \"-1\" is no port",
                "ws://127.0.0.1:1/path | it has a path",
            })
    void everythingElseIsRefusedWithItsReason(String text, String reason) {
        assertThatThrownBy(() -> ListenAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("cannot listen on \"" + text + "\": " + reason);
    }
}
