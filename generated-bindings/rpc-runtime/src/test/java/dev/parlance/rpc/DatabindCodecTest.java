package dev.parlance.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabindCodecTest {
    enum Colour {
        RED
    }

    record Inner(String type, Integer n, Long big, Boolean flag, Colour colour, Map<String, Inner> named) {
        Inner {
            if (n != null && n < 0) {
                throw new IllegalArgumentException("n must not be negative");
            }
        }
    }

    record Outer(String threadId, List<Inner> input) {
        Outer {
            Objects.requireNonNull(threadId, "threadId");
        }
    }

    private static <T> T read(String json, Class<T> type) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        LineParser parser = new LineParser.Factory(Limits.defaults()).parser(bytes, 0, bytes.length);
        parser.nextToken();
        return new DatabindCodec().read(parser, type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|missing member `threadId`",
                "{\"threadId\":5}|threadId: expected a string",
                "{\"threadId\":true}|threadId: expected a string",
                "{\"threadId\":\"a\",\"input\":{}}|input: expected an array",
                "{\"threadId\":\"a\",\"input\":[{\"type\":[]}]}|input[0].type: expected a string",
                "{\"threadId\":\"a\",\"input\":[{},{\"n\":\"5\"}]}|input[1].n: expected an integer of 32 bits",
                "{\"threadId\":\"a\",\"input\":[{\"n\":1.0}]}|input[0].n: expected an integer of 32 bits",
                "{\"threadId\":\"a\",\"input\":[{\"big\":1.5}]}|input[0].big: expected an integer of 64 bits",
                "{\"threadId\":\"a\",\"input\":[{\"flag\":\"true\"}]}|input[0].flag: expected a boolean",
                "{\"threadId\":\"a\",\"input\":[{\"colour\":\"red\"}]}|input[0].colour: not one of the allowed values",
                "{\"threadId\":\"a\",\"input\":[{\"named\":{\"x\":{\"n\":-1}}}]}|input[0].named.x: n must not be negative",
                "[]|expected an object",
            })
    void whatDoesNotFitIsNamedByItsPathInWordsOfJson(String json, String message) {
        String expected = message.replace("missing member threadId", "missing member `threadId`");
        assertThatThrownBy(() -> read(json, Outer.class))
                .isInstanceOf(DecodeException.class)
                .satisfies(e -> assertThat(e.getMessage().replace("`", "")).isEqualTo(expected.replace("`", "")));
    }

    @Test
    void untypedNumbersStayExact() throws IOException {
        assertThat(read("[9007199254740993,1.10,123456789012345678901234567890,1e400]", Object.class))
                .isEqualTo(List.of(
                        9007199254740993L,
                        new BigDecimal("1.10"),
                        new BigInteger("123456789012345678901234567890"),
                        new BigDecimal("1e400")));
    }

    @Test
    void unknownAndRepeatedMembersAreLetThrough() throws IOException {
        assertThat(read("{\"input\":null,\"x\":[1],\"threadId\":\"a\",\"threadId\":\"b\",\"input\":null}", Outer.class))
                .isEqualTo(new Outer("a", null));
    }
}
