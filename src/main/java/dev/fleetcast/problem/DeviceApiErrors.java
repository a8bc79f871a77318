package dev.fleetcast.problem;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The members that clients of the device API ({@code /v1}, {@code /oauth}) expect in an error besides those of RFC 9457.
 */
final class DeviceApiErrors {

    private static final String ERROR = "error";

    private DeviceApiErrors() {}

    /**
     * The additional members.
     *
     * @param path of the request
     * @param known members that the problem has already, which take precedence
     * @param detail explains the error
     * @return none for other paths
     */
    static Map<String, Object> of(String path, int status, Map<String, Object> known, String detail) {
        if (!path.startsWith("/v1/") && !path.startsWith("/oauth/")) {
            return Map.of();
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("ok", false);
        members.put(ERROR, known.getOrDefault(ERROR, word(status)));
        members.put("error_description", detail);
        return members;
    }

    private static String word(int status) {
        return switch (status) {
            case 400, 405, 413, 415, 422 -> "invalid_request";
            case 401 -> "invalid_token";
            case 403 -> "Permission Denied";
            case 404 -> "not_found";
            case 408 -> "Timed out.";
            case 409 -> "conflict";
            case 429 -> "too_many_requests";
            case 503 -> "temporarily_unavailable";
            default -> status >= 500 ? "server_error" : "invalid_request";
        };
    }
}
