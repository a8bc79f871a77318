package dev.fleetcast.benchmark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The origin that pushpin asks for responses: it holds every request as a stream of the units in its query. */
final class PushpinOrigin {

    private static final int BACKLOG = 1_024;

    private PushpinOrigin() {}

    /** Starts the origin; it ends with the process. */
    static void start(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        server.createContext("/sub", PushpinOrigin::hold);
        server.start();
    }

    private static void hold(HttpExchange exchange) throws IOException {
        String units = exchange.getRequestURI().getQuery().substring("v=".length());
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().set("Grip-Hold", "stream");
        exchange.getResponseHeaders().set("Grip-Channel", units.replace(",", ", "));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }
}
