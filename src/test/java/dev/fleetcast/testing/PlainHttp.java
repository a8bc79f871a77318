package dev.fleetcast.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Requests as scripts send them: with the given headers, and no other relevant ones. */
public final class PlainHttp {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private PlainHttp() {}

    /** @param target an address, or a path of the application under test */
    public static HttpResponse<String> get(String target, String... headers) {
        return send(request(target, headers).GET());
    }

    /** @param target an address, or a path of the application under test */
    public static HttpResponse<String> post(String target, String body, String... headers) {
        return post(target, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** @param target an address, or a path of the application under test */
    public static HttpResponse<String> post(String target, byte[] body, String... headers) {
        return send(request(target, headers).POST(BodyPublishers.ofByteArray(body)));
    }

    /** The body as JSON, or null if it is not JSON. */
    public static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException none) {
            return null;
        }
    }

    private static HttpRequest.Builder request(String target, String... headers) {
        URI address = URI.create(target.startsWith("/") ? Api.base() + target : target);
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
