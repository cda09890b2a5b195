package dev.parlance.scripted;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The other end of the wire in these tests. */
final class Client {
    static final Duration SOON = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI baseUrl;

    Client(ScriptedModel model) {
        this.baseUrl = model.baseUrl();
    }

    /** The whole answer as text. */
    HttpResponse<String> post(String body) throws Exception {
        return http.send(request("/responses", body), BodyHandlers.ofString());
    }

    /** The data of every event of the answer. */
    List<String> events(String body) throws Exception {
        return data(post(body).body().lines());
    }

    /** The answer as it comes; closing the stream closes the connection. */
    InputStream open(String body) throws Exception {
        return http.send(request("/responses", body), BodyHandlers.ofInputStream())
                .body();
    }

    HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(baseUrl.resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    static List<String> data(Stream<String> lines) {
        return lines.filter(line -> line.startsWith("data: "))
                .map(line -> line.substring("data: ".length()))
                .toList();
    }

    private HttpRequest request(String path, String body) {
        return HttpRequest.newBuilder(URI.create(baseUrl + path))
                .header("content-type", "application/json")
                .header("X-Test", "yes")
                .timeout(SOON)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
