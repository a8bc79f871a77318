package dev.fleetcast.access.request;

import dev.fleetcast.access.AccessConfig;
import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.user.ExternalUsers;
import dev.fleetcast.access.user.UserDirectory;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Startup;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.json.JsonString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Verifies tokens of an external issuer with the standard {@code mp.jwt.verify.*} settings and maps them to roles and
 * clients. Enabled when a key, the issuer and the audiences are set.
 */
@Startup
@ApplicationScoped
public class ExternalTokens {

    private static final List<String> KEYS = List.of("mp.jwt.verify.publickey", "mp.jwt.verify.publickey.location");
    private static final List<String> REQUIRED = List.of("mp.jwt.verify.issuer", "mp.jwt.verify.audiences");

    private final boolean enabled;
    private final String ourIssuer;
    private final AccessConfig.External mapping;
    private final Instance<JWTParser> parser;
    private final BlockingSecurityExecutor blocking;
    private final UserDirectory users;
    private final ExternalUsers externalUsers;

    ExternalTokens(
            Config settings,
            AccessConfig config,
            Instance<JWTParser> parser,
            BlockingSecurityExecutor blocking,
            UserDirectory users,
            ExternalUsers externalUsers) {
        this.enabled = KEYS.stream().anyMatch(name -> isSet(settings, name))
                && REQUIRED.stream().allMatch(name -> isSet(settings, name));
        // In dev mode and tests Quarkus sets a key by itself.
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            List<String> missing = missing(settings);
            if (!missing.isEmpty()) {
                throw new IllegalArgumentException(
                        "required with the key of an external issuer: " + String.join(", ", missing));
            }
        }
        this.ourIssuer = config.issuer();
        this.mapping = config.external();
        this.parser = parser;
        this.blocking = blocking;
        this.users = users;
        this.externalUsers = externalUsers;
    }

    /** The properties that an external issuer's key requires and that are not set; empty without such a key. */
    public static List<String> missing(Config settings) {
        if (KEYS.stream().noneMatch(name -> isSet(settings, name))) {
            return List.of();
        }
        return REQUIRED.stream().filter(name -> !isSet(settings, name)).toList();
    }

    boolean enabled() {
        return enabled;
    }

    /** The viewer described by the token. Runs on a worker thread, since keys may have to be fetched. */
    Uni<Viewer> viewer(String token) {
        return blocking.executeBlocking(() -> {
            try {
                JsonWebToken parsed = parser.get().parse(token);
                if (ourIssuer.equals(parsed.getIssuer()) || parsed.getSubject() == null) {
                    throw new AuthenticationFailedException();
                }
                Viewer viewer = viewer(parsed);
                externalUsers.remember(viewer);
                return viewer;
            } catch (ParseException invalid) {
                throw new AuthenticationFailedException(invalid);
            }
        });
    }

    private Viewer viewer(JsonWebToken token) {
        Set<String> roles = new HashSet<>();
        for (String name : texts(token.getClaim(mapping.rolesClaim()))) {
            roles.add(mapping.roles().getOrDefault(name, name));
        }
        Set<Long> clients = users.clientIds(texts(token.getClaim(mapping.clientsClaim())));
        long userId = userId(token.getIssuer() + "\n" + token.getSubject());
        return new Viewer(userId, token.getName(), roles, clients, "ext-" + sessionName(token));
    }

    /** The issuer's session, or the token itself if the issuer does not send a session. */
    private static String sessionName(JsonWebToken token) {
        Object session = texts(token.getClaim("sid")).stream().findFirst().orElse(token.getTokenID());
        String name = session == null ? token.getRawToken() : session + "\n" + token.getSubject();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(name));
    }

    private static long userId(String issuerAndSubject) {
        return ByteBuffer.wrap(sha256(issuerAndSubject)).getLong() | Long.MIN_VALUE;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean isSet(Config settings, String name) {
        return settings.getOptionalValue(name, String.class)
                .filter(value -> !value.isBlank())
                .isPresent();
    }

    /** The values of a claim in any form that issuers use: a list, a single value, or one string with spaces. */
    static List<String> texts(Object claim) {
        if (claim == null) {
            return List.of();
        }
        if (claim instanceof Collection<?> several) {
            return several.stream().map(ExternalTokens::text).toList();
        }
        return List.of(text(claim).trim().split("\\s+"));
    }

    private static String text(Object value) {
        return value instanceof JsonString json ? json.getString() : value.toString();
    }
}
