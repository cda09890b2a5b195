package dev.parlance.server.transport;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/**
 * Every HTTP request passes here: who may come in, what is a health check, what becomes a WebSocket. A web page is never
 * a client, so whatever carries an {@code Origin} is refused before anything else, and so is a name in {@code Host} that a
 * page could have pointed at this machine.
 *
 * <pre>{@code
 * jetty.setHandler(new RequestGate(container, () -> new SocketEndpoint(accepted, scheduler)));
 * }</pre>
 */
final class RequestGate extends Handler.Abstract.NonBlocking {
    private static final Pattern LOOPBACK = Pattern.compile(
            "(?i:localhost|127(\\.\\d{1,3}){3}|\\[(::1|(0{1,4}:){7}0{0,3}1|::ffff:127(\\.\\d{1,3}){3})\\])(:\\d{1,5})?");

    private final ServerWebSocketContainer container;
    private final Supplier<SocketEndpoint> endpoints;

    RequestGate(ServerWebSocketContainer container, Supplier<SocketEndpoint> endpoints) {
        this.container = container;
        this.endpoints = endpoints;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int refused = refusal(request);
        if (refused != 0) {
            return answer(refused, response, callback);
        }
        if (isUpgrade(request)) {
            boolean taken = container.upgrade(
                    (asked, offered, ignored) -> {
                        // No compression: on one machine it costs time, and a small frame could unpack to a huge one.
                        offered.setExtensions(List.of());
                        return endpoints.get();
                    },
                    request,
                    response,
                    callback);
            return taken || answer(HttpStatus.BAD_REQUEST_400, response, callback);
        }
        String path = Request.getPathInContext(request);
        if (!path.equals("/readyz") && !path.equals("/healthz")) {
            return answer(HttpStatus.BAD_REQUEST_400, response, callback);
        }
        boolean get = HttpMethod.GET.is(request.getMethod());
        return answer(get ? HttpStatus.OK_200 : HttpStatus.METHOD_NOT_ALLOWED_405, response, callback);
    }

    private static int refusal(Request request) {
        if (request.getHeaders().contains(HttpHeader.ORIGIN)) {
            return HttpStatus.FORBIDDEN_403;
        }
        String host = request.getHeaders().get(HttpHeader.HOST);
        return host == null || LOOPBACK.matcher(host).matches() ? 0 : HttpStatus.FORBIDDEN_403;
    }

    private static boolean isUpgrade(Request request) {
        return "websocket".equalsIgnoreCase(request.getHeaders().get(HttpHeader.UPGRADE));
    }

    private static boolean answer(int status, Response response, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
        callback.succeeded();
        return true;
    }
}
