package dev.fleetcast.access.opaque;

import dev.fleetcast.access.AccessConfig;
import dev.fleetcast.access.user.AdministeredUsers;
import dev.fleetcast.access.user.User;
import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Issues, lists and finds the tokens of service accounts. Blocks. */
@ApplicationScoped
class ServiceTokens {

    private final AdministeredUsers users;
    private final Duration longest;
    private final int mostPerUser;
    private final Clock clock = Clock.systemUTC();

    ServiceTokens(AdministeredUsers users, AccessConfig config) {
        this.users = users;
        this.longest = config.serviceTokenLifetime();
        this.mostPerUser = config.serviceTokensPerUser();
    }

    /**
     * A token as administrators see it.
     *
     * @param id its number; not a credential
     * @param lastUsedAt accurate to a minute; null before the first use
     */
    @Schema(name = "ServiceToken")
    record Shown(
            long id,
            String name,
            Instant createdAt,
            Instant expiresAt,
            @Schema(nullable = true) Instant lastUsedAt) {

        static Shown of(StoredServiceToken stored) {
            return new Shown(stored.number, stored.name, stored.issuedAt, stored.expiresAt, stored.lastUsedAt);
        }
    }

    /**
     * A new token, which is shown only once.
     *
     * @param token the credential; never logged
     */
    @Schema(name = "IssuedServiceToken")
    record Issued(long id, String name, Instant createdAt, Instant expiresAt, String token) {

        @Override
        public String toString() {
            return "Issued[" + id + "]";
        }
    }

    List<Shown> of(long userId) {
        return QuarkusTransaction.requiringNew()
                .call(() -> StoredServiceToken.of(userId, user(userId).sessionGeneration).stream()
                        .map(Shown::of)
                        .toList());
    }

    /** Issues a token; fails with a 404, 409 or 422 problem. */
    Issued issue(long userId, ServiceTokenForm form) {
        String token = TokenHash.newToken();
        Instant now = clock.instant();
        return QuarkusTransaction.requiringNew().call(() -> {
            User user = user(userId);
            refuseIfImpossible(user, form);
            StoredServiceToken stored = new StoredServiceToken();
            stored.hash = TokenHash.of(token).orElseThrow().bytes();
            stored.userId = user.id;
            stored.sessionGeneration = user.sessionGeneration;
            stored.name = form.name();
            stored.issuedAt = now;
            stored.expiresAt = end(form, now);
            stored.persistAndFlush();
            return new Issued(stored.number, stored.name, stored.issuedAt, stored.expiresAt, token);
        });
    }

    private void refuseIfImpossible(User user, ServiceTokenForm form) {
        if (!user.enabled) {
            throw conflict("The user is disabled, and may not log in.");
        }
        if (user.mustChangePassword) {
            throw conflict("The user must change the password first.");
        }
        List<StoredServiceToken> present = StoredServiceToken.of(user.id, user.sessionGeneration);
        if (present.size() >= mostPerUser) {
            throw conflict("The user has " + mostPerUser + " tokens, as many as one may have. Revoke one first.");
        }
        if (StoredServiceToken.count("userId = ?1 and name = ?2 and endedAt is null", user.id, form.name()) > 0) {
            throw conflict("name is already in use.");
        }
    }

    private Instant end(ServiceTokenForm form, Instant now) {
        Instant latest = now.plus(longest);
        if (form.expiresAt() == null) {
            return latest;
        }
        if (form.expiresAt().isAfter(latest)) {
            throw Violations.problem(List.of(new FieldViolation("expires_at", "must be at most " + latest)));
        }
        return form.expiresAt();
    }

    /** The hash of that token of the user, revoked or not. */
    Optional<TokenHash> find(long userId, long number) {
        return QuarkusTransaction.requiringNew()
                .call(() -> StoredServiceToken.numbered(user(userId).id, number))
                .map(stored -> TokenHash.of(stored.hash));
    }

    private User user(long id) {
        return users.find(id).orElseThrow(() -> HttpProblem.valueOf(Status.NOT_FOUND, "The entry does not exist."));
    }

    private static HttpProblem conflict(String detail) {
        return HttpProblem.valueOf(Status.CONFLICT, detail);
    }
}
