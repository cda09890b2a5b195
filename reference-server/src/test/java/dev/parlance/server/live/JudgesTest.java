package dev.parlance.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judges themselves: a good transcript keeps every rule, and one that breaks a rule breaks that one. */
class JudgesTest {
    private static final String OPEN =
            "> {'id':1,'method':'initialize','params':{'clientInfo':{'name':'a','version':'1'},"
                    + "'capabilities':{'optOutNotificationMethods':['turn/plan/updated']}}}"
                    + "\n< {'id':1,'result':{'userAgent':'a','codexHome':'/h','platformFamily':'unix','platformOs':'linux'}}";
    private static final String ACTIVE =
            "< {'method':'thread/status/changed','params':{'threadId':'T','status':{'type':'active','activeFlags':[]}}}";
    private static final String IDLE =
            "< {'method':'thread/status/changed','params':{'threadId':'T','status':{'type':'idle'}}}";
    private static final String STARTED =
            "< {'method':'turn/started','params':{'threadId':'T','turn':{'id':'U','items':[],'status':'inProgress'}}}";
    private static final String ITEM = "< {'method':'item/started','params':{'threadId':'T','turnId':'U','startedAtMs':"
            + "1795379586503,'item':{'type':'agentMessage','id':'I','text':''}}}";
    private static final String DELTA =
            "< {'method':'item/agentMessage/delta','params':{'threadId':'T','turnId':'U','itemId':'I','delta':'ab'}}";
    private static final String DONE =
            "< {'method':'item/completed','params':{'threadId':'T','turnId':'U','completedAtMs':"
                    + "1795379586503,'item':{'type':'agentMessage','id':'I','text':'ab'}}}";
    private static final String COMPLETED =
            "< {'method':'turn/completed','params':{'threadId':'T','turn':{'id':'U','items':[],'status':'completed'}}}";
    private static final String ASKED =
            "< {'id':7,'method':'item/commandExecution/requestApproval','params':{'threadId':'T',"
                    + "'turnId':'U','itemId':'I','startedAtMs':1795379586503,'kind':'command'}}";
    private static final String RESOLVED =
            "< {'method':'serverRequest/resolved','params':{'threadId':'T','requestId':7}}";

    private static List<String> broken(String... parts) {
        Transcript transcript = new Transcript();
        for (String line : String.join("\n", parts).replace('\'', '"').split("\n")) {
            String text = line.substring(2);
            if (line.startsWith(">")) {
                transcript.sent(text);
            } else {
                // Most examples leave out what is written on every notification.
                String stamped = text.startsWith("{\"method\"") && !text.contains("emittedAtMs")
                        ? text.substring(0, text.length() - 1) + ",\"emittedAtMs\":1795379586503}"
                        : text;
                transcript.received(stamped.getBytes(StandardCharsets.UTF_8));
            }
        }
        return TranscriptRules.all().violations(transcript, true).stream()
                .map(Violation::rule)
                .distinct()
                .toList();
    }

    private static String in(String text) {
        return text.replace("OPEN", OPEN)
                .replace("ACTIVE", ACTIVE)
                .replace("IDLE", IDLE)
                .replace("STARTED", STARTED)
                .replace("ITEM", ITEM)
                .replace("DELTA", DELTA)
                .replace("DONE", DONE)
                .replace("COMPLETED", COMPLETED)
                .replace("ASKED", ASKED)
                .replace("RESOLVED", RESOLVED)
                .replace(" ~ ", "\n");
    }

    @Test
    void aGoodTranscriptKeepsEveryRule() {
        assertThat(broken(OPEN, ACTIVE, STARTED, ITEM, DELTA, DONE, IDLE, COMPLETED))
                .isEmpty();
        assertThat(broken(OPEN, ACTIVE, STARTED, ITEM, DONE, IDLE, COMPLETED)).isEmpty();
        assertThat(broken("> {'id':5,'method':'x'}", "< {'id':5,'error':{'code':1,'message':'m'}}", OPEN))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "FRM-1 | OPEN ~ < nonsense",
                "FRM-1 | OPEN ~ < {} {}",
                "RPC-2 | OPEN ~ < {'id':1,'result':{'userAgent':'a','codexHome':'/h','platformFamily':'u','platformOs':'l'}}",
                "RPC-3 | OPEN ~ > {'id':2,'method':'thread/loaded/list','params':{}}",
                "RPC-4 | OPEN ~ < {'id':'1','error':{'code':1,'message':'m'}}",
                "RPC-5 | OPEN ~ > {'id':2,'method':'thread/archive'} ~ < {'id':2,'result':{},'error':{'code':1,'message':'m'}}",
                "RPC-5 | OPEN ~ > {'id':2,'method':'thread/archive'} ~ < {'id':2}",
                "RPC-7 | OPEN ~ > {'id':2,'method':'thread/archive'} ~ < {'id':2,'error':{'code':'1','message':'m'}}",
                "RPC-8 | OPEN ~ > {'id':2,'method':'thread/archive'} ~ < {'jsonrpc':'2.0','id':2,'result':{}}",
                "ERR-6 | OPEN ~ > {'id':2,'method':'thread/archive'} ~ < {'id':2,'error':{'code':-32600,'message':'m','data':1}}",
                "INI-3 | < {'method':'thread/archived','params':{'threadId':'T'}} ~ OPEN",
                "SUB-1 | OPEN ~ ACTIVE ~ STARTED ~ < {'method':'turn/plan/updated','params':{'threadId':'T','turnId':'U','plan':[]}} ~ IDLE ~ COMPLETED",
                "SCH-1 | OPEN ~ < {'method':'thread/archived','params':{}}",
                "SCH-1 | OPEN ~ < {'method':'no/such','params':{}}",
                "SCH-2 | OPEN ~ < {'method':'thread/archived','params':{'threadId':null}}",
                "SCH-6 | OPEN ~ > {'id':2,'method':'command/exec'} ~ < {'id':2,'result':{'exitCode':4294967296,'stdout':'','stderr':''}}",
                "SCH-7 | OPEN ~ ACTIVE ~ STARTED ~ < {'method':'item/started','params':{'threadId':'T','turnId':'U','startedAtMs':1795379586,'item':{'type':'plan','id':'I','text':''}}} ~ < {'method':'item/completed','params':{'threadId':'T','turnId':'U','completedAtMs':1795379586503,'item':{'type':'plan','id':'I','text':''}}} ~ IDLE ~ COMPLETED",
                "SCH-8 | > {'id':1,'method':'initialize','params':{}} ~ < {'id':1,'result':{'userAgent':'a','codexHome':'h','platformFamily':'u','platformOs':'l'}}",
                "SCH-9 | OPEN ~ < {'method':'thread/archived','params':{'threadId':'T','thread_id':'T'}}",
                "SCH-10 | OPEN ~ > {'id':2,'method':'thread/archive'} ~ < {'id':2,'result':{'ok':true}}",
                "LIF-2 | OPEN ~ ACTIVE ~ STARTED ~ STARTED ~ IDLE ~ COMPLETED",
                "LIF-2 | OPEN ~ IDLE ~ COMPLETED",
                "LIF-3 | OPEN ~ ACTIVE ~ STARTED ~ ITEM ~ IDLE ~ COMPLETED",
                "LIF-3 | OPEN ~ ACTIVE ~ STARTED ~ DONE ~ IDLE ~ COMPLETED",
                "LIF-3 | OPEN ~ ACTIVE ~ STARTED ~ ITEM ~ DONE ~ ITEM ~ DONE ~ IDLE ~ COMPLETED",
                "LIF-9 | OPEN ~ ACTIVE ~ STARTED ~ IDLE",
                "LIF-9 | OPEN ~ ACTIVE ~ STARTED ~ IDLE ~ COMPLETED ~ COMPLETED",
                "LIF-10 | OPEN ~ ACTIVE ~ STARTED ~ IDLE ~ COMPLETED ~ ACTIVE ~ ITEM ~ DONE ~ IDLE",
                "LIF-13 | OPEN ~ IDLE ~ STARTED ~ COMPLETED",
                "LIF-13 | OPEN ~ ACTIVE ~ STARTED ~ COMPLETED",
                "STR-1 | OPEN ~ ACTIVE ~ STARTED ~ ITEM ~ DELTA ~ DONE ~ DELTA ~ IDLE ~ COMPLETED",
                "STR-3 | OPEN ~ ACTIVE ~ STARTED ~ ITEM ~ DELTA ~ DELTA ~ DONE ~ IDLE ~ COMPLETED",
            })
    void aBadTranscriptBreaksItsRule(String rule, String lines) {
        assertThat(broken(in(lines))).contains(rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "LIF-5 | 'agentMessage' | 'plan'",
                "LIF-7 | 'turnId':'U','completedAtMs' | 'turnId':'V','completedAtMs'",
                "LIF-16 | 'completedAtMs':1795379586503 | 'completedAtMs':1795379586502",
                "SCH-3 | 'status':'completed' | 'status':'Completed'",
                "LIF-11 | 'status':'completed' | 'status':'inProgress'",
                "LIF-11 | 'status':'completed' | 'status':'completed','error':{'message':'m'}",
                "STR-2 | item/agentMessage/delta | item/plan/delta",
                "SCH-12 | 'text':'ab'}}} | 'text':'ab'}},'more':1}",
            })
    void aChangeAtTheEndOfAGoodTranscriptIsNoticed(String rule, String right, String wrong) {
        String good = String.join("\n", OPEN, ACTIVE, STARTED, ITEM, DELTA, DONE, IDLE, COMPLETED);
        int at = good.lastIndexOf(right);
        assertThat(at).isPositive();
        String bad = good.substring(0, at) + wrong + good.substring(at + right.length());

        assertThat(broken(bad)).contains(rule.equals("SCH-12") ? "SCH-9" : rule);
    }

    @Test
    void approvalsAreJudged() {
        String flag = ACTIVE.replace("'activeFlags':[]", "'activeFlags':['waitingOnApproval']");
        String command = ITEM.replace(
                "'type':'agentMessage','id':'I','text':''",
                "'type':'commandExecution','id':'I','command':'x','commandActions':[],'cwd':'/','status':'inProgress'");
        String declined = DONE.replace(
                "'type':'agentMessage','id':'I','text':'ab'",
                "'type':'commandExecution','id':'I','command':'x','commandActions':[],'cwd':'/','status':'declined'");
        String decline = "> {'id':7,'result':{'decision':'decline'}}";
        String begin = String.join("\n", OPEN, flag, STARTED);

        assertThat(broken(begin, command, ASKED, decline, RESOLVED, declined, IDLE, COMPLETED))
                .isEmpty();
        assertThat(broken(begin, ASKED, command, decline, RESOLVED, declined, IDLE, COMPLETED))
                .contains("APR-1", "APR-8");
        assertThat(broken(begin, command, ASKED, decline, declined, IDLE, COMPLETED))
                .contains("APR-13");
        assertThat(broken(begin, command, ASKED, ASKED, decline, RESOLVED, declined, IDLE, COMPLETED))
                .contains("APR-14", "RPC-10");
        assertThat(broken(
                        begin,
                        command,
                        ASKED,
                        decline,
                        RESOLVED,
                        declined.replace("declined", "completed"),
                        IDLE,
                        COMPLETED))
                .contains("APR-7");
        assertThat(broken(OPEN, ACTIVE, STARTED, command, ASKED, decline, RESOLVED, declined, IDLE, COMPLETED))
                .contains("LIF-13");
    }

    @Test
    void totalsOfTokensNeverFall() {
        String usage = "< {'method':'thread/tokenUsage/updated','params':{'threadId':'T','turnId':'U','tokenUsage':{"
                + "'total':N,'last':N}}}";
        String n = "{'totalTokens':2,'inputTokens':1,'cachedInputTokens':0,'outputTokens':1,'reasoningOutputTokens':0}";
        String more = usage.replace("N", n);
        String less = usage.replace("N", n.replace("'outputTokens':1", "'outputTokens':0"));

        assertThat(broken(OPEN, ACTIVE, STARTED, more, more, IDLE, COMPLETED)).isEmpty();
        assertThat(broken(OPEN, ACTIVE, STARTED, more, less, IDLE, COMPLETED)).containsExactly("LIF-15");
    }

    @Test
    void experimentalMembersNeedTheOptIn() {
        String fork = "> {'id':2,'method':'thread/unarchive'} ~ < {'id':2,'result':{'thread':{'environments':"
                + "[{'cwd':'/','environmentId':'local','runtimeWorkspaceRoots':[]}]}}}";

        assertThat(broken(OPEN, in(fork))).contains("CAP-3");
        assertThat(broken(OPEN.replace("{'optOut", "{'experimentalApi':true,'optOut"), in(fork)))
                .doesNotContain("CAP-3");
    }
}
