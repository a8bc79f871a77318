package dev.fleetcast.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Serves the pages of {@code src/test/resources/pages} on a separate origin. */
public final class PageServer implements AutoCloseable {

    private static final String AXIOS = "/META-INF/resources/webjars/axios/1.7.9/dist/axios.min.js";

    private final HttpServer server;
    private final String api;

    private PageServer(HttpServer server, String api) {
        this.server = server;
        this.api = api;
    }

    /** Starts on a free port; {@code BASE_ADDRESS} in a page becomes {@code api}. */
    public static PageServer start(String api) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            PageServer pages = new PageServer(server, api);
            server.createContext("/", pages::serve);
            server.start();
            return pages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of the page. */
    public String address(String page) {
        return "http://localhost:" + server.getAddress().getPort() + "/" + page;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String resource = path.equals("/axios.min.js") ? AXIOS : "/pages" + path;
        try (exchange;
                InputStream content = PageServer.class.getResourceAsStream(resource)) {
            if (content == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] bytes = content.readAllBytes();
            if (path.endsWith(".html")) {
                String page = new String(bytes, StandardCharsets.UTF_8).replace("BASE_ADDRESS", api);
                bytes = page.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            }
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
