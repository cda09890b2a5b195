package dev.parlance.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.conformance.result.RunResult;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What a subject says stays text in every format. */
class HostileTextTest {
    private static final Map<String, Function<List<RunResult>, String>> FORMATS = Map.of(
            "html", runs -> HtmlPage.text(runs, SampleRuns.coverage()),
            "junit", JUnitXml::text,
            "markdown", runs -> MarkdownSummary.text(runs, SampleRuns.coverage()),
            "badge", runs -> Badge.svg(runs.get(0)),
            "json", runs -> RunJson.text(runs, SampleRuns.coverage()),
            "terminal",
                    runs -> {
                        StringWriter out = new StringWriter();
                        RunReport.write(new PrintWriter(out), runs.get(0));
                        return out.toString();
                    });

    @ParameterizedTest
    @ValueSource(strings = {"html", "junit", "markdown", "badge", "terminal"})
    void nothingThatATerminalOrAReadersEyeWouldObeyIsLeft(String format) {
        String text = FORMATS.get(format).apply(List.of(SampleRuns.wrong(), SampleRuns.right()));
        assertThat(text.codePoints()
                        .filter(c -> c != '\n'
                                && c != '\t'
                                && (Character.isISOControl(c)
                                        || Character.getType(c) == Character.FORMAT
                                        || Character.getType(c) == Character.SURROGATE
                                        || c == 0xfffe))
                        .mapToObj(Integer::toHexString))
                .isEmpty();
    }

    @Test
    void pageHasNoElementsButOurs() throws Exception {
        Document page = parsed(HtmlPage.text(List.of(SampleRuns.wrong(), SampleRuns.right()), SampleRuns.coverage()));
        List<Element> scripts = elements(page, "script");
        assertThat(scripts).hasSize(1);
        assertThat(scripts.get(0).getTextContent()).doesNotContain("alert");
        assertThat(elements(page, "b")).noneMatch(b -> b.getTextContent().equals("server"));
        assertThat(elements(page, "h1").get(0).getTextContent()).isEqualTo("foreign <b>server</b>");
        Set<String> names = new TreeSet<>();
        elements(page, "*")
                .forEach(element -> IntStream.range(0, element.getAttributes().getLength())
                        .forEach(i -> names.add(element.getAttributes().item(i).getNodeName())));
        assertThat(names).noneMatch(name -> name.startsWith("on")).doesNotContain("src", "style");
    }

    @Test
    void pageLoadsNothingFromElsewhere() throws Exception {
        Document page = parsed(HtmlPage.text(List.of(SampleRuns.wrong()), SampleRuns.coverage()));
        assertThat(elements(page, "a"))
                .isNotEmpty()
                .allMatch(a -> a.getAttribute("href").matches("#[a-z0-9-]+|recordings/[A-Za-z0-9._-]+\\.jsonl"));
        assertThat(elements(page, "link")).isEmpty();
        assertThat(elements(page, "img")).isEmpty();
        assertThat(elements(page, "style").get(0).getTextContent()).doesNotContain("url(", "@import");
    }

    @Test
    void everyLinkInThePageLeadsSomewhere() throws Exception {
        Document page = parsed(HtmlPage.text(List.of(SampleRuns.wrong(), SampleRuns.right()), SampleRuns.coverage()));
        List<String> ids = elements(page, "*").stream()
                .map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids)
                .containsAll(elements(page, "a").stream()
                        .map(a -> a.getAttribute("href"))
                        .filter(href -> href.startsWith("#"))
                        .map(href -> href.substring(1))
                        .toList());
    }

    @Test
    void contentSecurityPolicyAllowsExactlyOurScriptAndStyle() throws Exception {
        Document page = parsed(HtmlPage.text(List.of(SampleRuns.wrong()), null));
        String policy = elements(page, "meta").get(1).getAttribute("content");
        assertThat(policy)
                .isEqualTo("default-src 'none'; base-uri 'none'; form-action 'none'; style-src "
                        + hash(elements(page, "style").get(0)) + "; script-src "
                        + hash(elements(page, "script").get(0)));
    }

    @Test
    void junitCountsWhatItContains() throws Exception {
        Document xml = parsed(JUnitXml.text(List.of(SampleRuns.wrong(), SampleRuns.right())));
        List<Element> all = new ArrayList<>(elements(xml, "testsuite"));
        all.add(xml.getDocumentElement());
        for (Element suite : all) {
            // The sum of all suites may have no count of those that were skipped.
            boolean whole = suite == xml.getDocumentElement();
            assertThat(List.of(
                            suite.getAttribute("tests"),
                            suite.getAttribute("failures"),
                            suite.getAttribute("errors"),
                            suite.getAttribute("skipped")))
                    .isEqualTo(List.of(
                            count(suite, "testcase"),
                            count(suite, "failure"),
                            count(suite, "error"),
                            whole ? "" : count(suite, "skipped")));
        }
        assertThat(xml.getDocumentElement().getAttribute("failures")).isEqualTo("2");
    }

    @Test
    void junitTellsWhatWasSeenWithEscapesForWhatXmlForbids() throws Exception {
        Document xml = parsed(JUnitXml.text(List.of(SampleRuns.wrong())));
        assertThat(elements(xml, "failure").get(0).getAttribute("message"))
                .isEqualTo(
                        "LIF-3: expected item/completed once, seen a second one <script>alert(1)</script> ]]> | `x` \" ' & "
                                + "\\u001b[31m \\u0000 \\u202e \\ufffe \\ud800 http://a @b");
    }

    @Test
    void badgeIsXml() throws Exception {
        Document svg = parsed(Badge.svg(SampleRuns.wrong()));
        assertThat(elements(svg, "text").stream().map(Element::getTextContent))
                .containsExactly("conformance", "2 kept, 1 broken");
    }

    @Test
    void markdownLeavesNothingThatMarkdownWouldTakeForItsOwn() {
        String text = MarkdownSummary.text(List.of(SampleRuns.wrong()), SampleRuns.coverage());
        assertThat(text)
                .doesNotContain("<script", "<b>", "@b", "http://")
                .contains("&#60;script&#62;", "&#124; &#96;x&#96;");
        assertThat(text.lines().filter(line -> line.startsWith("| <code>")).map(line -> line.split("\\|", -1).length))
                .isNotEmpty()
                .allMatch(cells -> cells == 4 || cells == 5);
    }

    private static Document parsed(String text) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(new InputSource(new StringReader(text)));
    }

    private static List<Element> elements(Document document, String tag) {
        NodeList nodes = document.getElementsByTagNameNS("*", tag);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    private static String count(Element within, String tag) {
        return Integer.toString(within.getElementsByTagName(tag).getLength());
    }

    private static String hash(Element element) throws Exception {
        byte[] content = element.getTextContent().getBytes(StandardCharsets.UTF_8);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }
}
