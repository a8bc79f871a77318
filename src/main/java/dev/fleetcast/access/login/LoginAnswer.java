package dev.fleetcast.access.login;

import dev.fleetcast.access.token.IssuedToken;
import dev.fleetcast.access.user.Account;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The response to a login. */
public record LoginAnswer(Data data) {

    static LoginAnswer of(LoginGate.Admitted user, String base) {
        Account account = user.account();
        return new LoginAnswer(new Data(
                account.id(),
                account.username(),
                user.email(),
                user.fullName(),
                new TreeSet<>(account.roles()),
                user.clients(),
                Streams.at(base),
                account.mustChangePassword()));
    }

    /** @param mustChangePassword whether the user can do nothing but change the password */
    @Schema(name = "LoggedIn")
    record Data(
            long id,
            String username,
            @Schema(nullable = true) String email,
            @Schema(nullable = true) String fullName,
            Set<String> roles,
            List<ClientName> clients,
            Streams sse,
            boolean mustChangePassword) {}

    record ClientName(long id, String name) {}

    /** The URLs of the stream endpoints: {@code url} with the short envelope, {@code telemetryUrl} with the full one. */
    record Streams(String url, String telemetryUrl) {

        static Streams at(String base) {
            return new Streams(base + "/sse/connect", base + "/sse/telemetry/connect");
        }
    }

    /** A new token for a second device. */
    record TokenAnswer(TokenData data) {

        static TokenAnswer of(IssuedToken issued) {
            return new TokenAnswer(new TokenData(issued.token(), issued.expiresAt()));
        }
    }

    record TokenData(String token, Instant expiresAt) {}
}
