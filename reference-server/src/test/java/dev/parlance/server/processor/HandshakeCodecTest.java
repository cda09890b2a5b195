package dev.parlance.server.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.parlance.agent.protocol.AbsolutePathBuf;
import dev.parlance.agent.protocol.InitializeParams;
import dev.parlance.agent.protocol.InitializeResponse;
import dev.parlance.rpc.Codec;
import dev.parlance.rpc.DatabindCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick way through the handshake gives what the ordinary one gives, and is the one that is taken. */
class HandshakeCodecTest {
    private static final JsonFactory JSON = new JsonFactory();

    private final AtomicBoolean databind = new AtomicBoolean();
    private final Codec ordinary = new DatabindCodec();
    private final Codec codec = new HandshakeCodec(new DatabindCodec(() -> {
        databind.set(true);
        return DatabindCodec.newMapper();
    }));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'clientInfo':{'name':'a','version':'1'}}",
                "{'clientInfo':{'version':'1','title':'T','name':'é'},'capabilities':{}}",
                "{'clientInfo':{'name':'a','title':null,'version':'1'},'capabilities':null}",
                "{'capabilities':{'experimentalApi':true,'requestAttestation':false,'mcpServerOpenaiFormElicitation':true,"
                        + "'optOutNotificationMethods':['a','b']},'clientInfo':{'name':'a','version':'1'}}"
            })
    void plainHandshakeIsReadAlikeWithoutDatabind(String json) {
        assertThat(read(codec, json)).isEqualTo(read(ordinary, json));
        assertThat(databind).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "7",
                "[]",
                "{}",
                "{'clientInfo':null}",
                "{'clientInfo':'a'}",
                "{'clientInfo':{}}",
                "{'clientInfo':{'name':'a'}}",
                "{'clientInfo':{'name':7,'version':'1'}}",
                "{'clientInfo':{'name':null,'version':'1'}}",
                "{'clientInfo':{'name':'a','version':'1','title':{}}}",
                "{'clientInfo':{'name':'a','version':'1','other':[1,{'x':null}]}}",
                "{'clientInfo':{'name':'a','name':'b','version':'1'}}",
                "{'clientInfo':{'name':'a','version':'1'},'clientInfo':{'name':'b','version':'2'}}",
                "{'clientInfo':{'name':'a','version':'1'},'other':1.50}",
                "{'clientInfo':{'name':'a','version':'1'},'capabilities':true}",
                "{'clientInfo':{'name':'a','version':'1'},'capabilities':{'experimentalApi':'true'}}",
                "{'clientInfo':{'name':'a','version':'1'},'capabilities':{'experimentalApi':null}}",
                "{'clientInfo':{'name':'a','version':'1'},'capabilities':{'optOutNotificationMethods':null}}",
                "{'clientInfo':{'name':'a','version':'1'},'capabilities':{'optOutNotificationMethods':['a',7]}}",
                "{'clientInfo':{'name':'a','version':'1'},'capabilities':{'optOutNotificationMethods':[['a']]}}",
                "{'clientInfo':{'name':'a','version':'1'},'capabilities':{'extensions':{'x':{'y':[1]}}}}"
            })
    void whateverElseIsReadOrRefusedAlike(String json) {
        assertThat(read(codec, json)).isEqualTo(read(ordinary, json));
    }

    @Test
    void responseIsWrittenAlikeWithoutDatabind() throws IOException {
        InitializeResponse response =
                InitializeResponse.of(AbsolutePathBuf.of("/home/a \"b\""), "unix", "linux", "a/1 (é)");
        assertThat(written(codec, response)).isEqualTo(written(ordinary, response));
        assertThat(databind).isFalse();
    }

    /** What was read, or the text of the refusal, and where the parser stands. */
    private static List<Object> read(Codec codec, String json) {
        List<Object> outcome = new ArrayList<>();
        byte[] bytes = ("[" + json.replace('\'', '"') + ",1]").getBytes(UTF_8);
        try (JsonParser parser = JSON.createParser(bytes)) {
            parser.nextToken();
            parser.nextToken();
            outcome.add(String.valueOf(codec.read(parser, InitializeParams.class)));
            outcome.add(parser.nextToken() == JsonToken.VALUE_NUMBER_INT);
        } catch (IOException e) {
            outcome.add(String.valueOf(e.getMessage()));
        }
        return outcome;
    }

    private static String written(Codec codec, Object value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = JSON.createGenerator(out)) {
            codec.write(generator, value);
        }
        return out.toString(UTF_8);
    }
}
