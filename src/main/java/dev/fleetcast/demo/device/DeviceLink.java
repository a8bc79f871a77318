package dev.fleetcast.demo.device;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** How a device reaches Fleetcast: with its token, over HTTP. Never blocks. */
final class DeviceLink {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http;
    private final String base;
    private final Supplier<String> tokens;

    /**
     * @param base the address of Fleetcast, such as {@code http://localhost:8080}
     * @param tokens returns a token of the device that is good
     */
    DeviceLink(HttpClient http, String base, Supplier<String> tokens) {
        this.http = http;
        this.base = base;
        this.tokens = tokens;
    }

    /** Sends JSON; completes with the status of the response. */
    CompletableFuture<Integer> post(String path, String json) {
        HttpRequest request = request(path)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
    }

    /** Follows a stream; completes when it has ended, or was refused. */
    CompletableFuture<Void> follow(String path, Consumer<String> line) {
        return http.sendAsync(
                        request(path).build(),
                        response -> response.statusCode() == 200
                                ? BodySubscribers.fromLineSubscriber(new Lines(line))
                                : BodySubscribers.replacing(null))
                .thenAccept(ended -> {});
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + tokens.get());
    }

    private record Lines(Consumer<String> line) implements Flow.Subscriber<String> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String next) {
            line.accept(next);
        }

        @Override
        public void onError(Throwable cut) {
            // The future of the response fails.
        }

        @Override
        public void onComplete() {
            // The future of the response completes.
        }
    }
}
