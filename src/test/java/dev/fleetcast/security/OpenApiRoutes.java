package dev.fleetcast.security;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Every route in the application's OpenAPI document. */
final class OpenApiRoutes {

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    /** Of every owner: parameters that name no object, and the first objects of the demo's first fleet. */
    private static final Map<String, String> OF_THE_PAST = Map.ofEntries(
            Map.entry("replay_id", "1"),
            Map.entry("token_id", "1"),
            Map.entry("unit_id", "1"),
            Map.entry("vehicle_id", "1"),
            Map.entry("client_id", "1"),
            Map.entry("pool_id", "1"),
            Map.entry("role", "primary"),
            Map.entry("date", "2026-02-16"),
            Map.entry("from", "10:00:00"),
            Map.entry("to", "11:00:00"),
            Map.entry("from_time", "10:00:00"),
            Map.entry("to_time", "11:00:00"),
            Map.entry("which", "all"),
            Map.entry("type", "distances"),
            Map.entry("period", "daily"),
            Map.entry("hours", "1"));

    private OpenApiRoutes() {}

    /** One method of one path; {@code contentType} is null if it takes no body. */
    record Route(String method, String path, String contentType) {

        List<String> parameters() {
            return PARAMETER.matcher(path).results().map(name -> name.group(1)).toList();
        }

        /** The path with these values for its parameters; all values are required, except those of the past. */
        String with(Map<String, String> values) {
            return PARAMETER.matcher(path).replaceAll(name -> {
                String value = values.getOrDefault(name.group(1), OF_THE_PAST.get(name.group(1)));
                if (value == null) {
                    throw new AssertionError("say what {" + name.group(1) + "} is another user's, for " + path);
                }
                return value;
            });
        }

        /** Adds a body of the expected type, if the route takes one. */
        void fill(RequestSpecification request) {
            if (contentType != null && contentType.contains("form")) {
                request.contentType(contentType).formParam("status", "x");
            } else if (contentType != null) {
                request.contentType(contentType).body("{}".getBytes(StandardCharsets.UTF_8));
            }
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static List<Route> read() {
        Map<String, Map<String, Object>> paths = given().queryParam("format", "json")
                .get("/q/openapi")
                .jsonPath()
                .getMap("paths");
        List<Route> routes = new ArrayList<>();
        paths.forEach((path, operations) -> operations.forEach((method, operation) -> {
            if (operation instanceof Map<?, ?> described && described.containsKey("responses")) {
                routes.add(new Route(method.toUpperCase(Locale.ROOT), path, contentType(described)));
            }
        }));
        return routes;
    }

    private static String contentType(Map<?, ?> operation) {
        if (operation.get("requestBody") instanceof Map<?, ?> body
                && body.get("content") instanceof Map<?, ?> content) {
            String first = content.keySet().iterator().next().toString();
            return first.contains("*") ? "text/plain" : first;
        }
        return null;
    }
}
