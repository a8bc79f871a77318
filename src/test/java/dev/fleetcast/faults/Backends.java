package dev.fleetcast.faults;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The replicas behind a {@link Balancer}, in turn; those that are not ready are left out. */
final class Backends {

    private static final int EVERY_MILLIS = 500;
    private static final RequestOptions READY =
            new RequestOptions().setHost("127.0.0.1").setURI("/q/health/ready").setTimeout(1_000);

    private final List<Integer> ports;
    private final Set<Integer> away = ConcurrentHashMap.newKeySet();
    private final HttpClient http;
    private int turn;

    Backends(Vertx vertx, List<Integer> ports) {
        this.ports = ports;
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(false).setMaxPoolSize(100).setConnectTimeout(1_000));
        vertx.setPeriodic(1, EVERY_MILLIS, due -> ports.forEach(this::ask));
    }

    int size() {
        return ports.size();
    }

    /** The next replica that has not been tried, or any of them when none is ready. */
    int next(Set<Integer> tried) {
        return next(tried, away);
    }

    /** As {@link #next(Set)}, whether ready or not. */
    int nextBlindly(Set<Integer> tried) {
        return next(tried, Set.of());
    }

    private int next(Set<Integer> tried, Set<Integer> leftOut) {
        int anybody = ports.get(0);
        for (int i = 0; i < ports.size(); i++) {
            int port = ports.get(Math.floorMod(turn++, ports.size()));
            if (!tried.contains(port) && !leftOut.contains(port)) {
                return port;
            }
            anybody = tried.contains(port) ? anybody : port;
        }
        return anybody;
    }

    private void ask(int port) {
        http.request(new RequestOptions(READY).setPort(port))
                .compose(HttpClientRequest::send)
                .onComplete(answer -> {
                    if (answer.succeeded() && answer.result().statusCode() == 200) {
                        away.remove(port);
                    } else {
                        away.add(port);
                    }
                });
    }
}
