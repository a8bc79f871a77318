package dev.fleetcast.device.event.stream;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What two connections of a client that cannot resume have in common: the token, the path, and the query. */
final class PlaceKey {

    /** Parameters that change with each connection, or carry the token. */
    private static final Set<String> VARYING =
            Set.of("nonce", "history_limit", "access_token", "last_event_id", "lastEventId");

    private PlaceKey() {}

    static String of(EventStreamRequest wanted, RoutingContext request) {
        return of(wanted.caller().credentials(), request.normalizedPath(), request.queryParams());
    }

    /** What the streams of a group have in common: the user, the path, and the group's name. */
    static String ofGroup(EventStreamRequest wanted, RoutingContext request) {
        String owner = wanted.caller().isDevice()
                ? wanted.caller().credentials()
                : wanted.caller().name();
        return of(
                "group\n" + owner,
                request.normalizedPath(),
                MultiMap.caseInsensitiveMultiMap().add("group", wanted.group().orElseThrow()));
    }

    /** A hash, which reveals nothing. */
    static String of(String credentials, String path, MultiMap query) {
        Map<String, List<String>> constant = new TreeMap<>();
        query.names().stream()
                .filter(name -> !VARYING.contains(name))
                .forEach(name -> constant.put(name, query.getAll(name)));
        String text = credentials + '\n' + path + '\n' + constant;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
