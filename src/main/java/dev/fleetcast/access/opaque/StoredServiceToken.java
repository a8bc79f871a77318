package dev.fleetcast.access.opaque;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A service account's token as administrators see it; {@link TokenStore} reads the same rows for every call. */
@Entity
@Table(name = "access_token")
class StoredServiceToken extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(insertable = false, updatable = false)
    Long number;

    /** See {@link TokenHash}. */
    @Column(nullable = false, updatable = false)
    byte[] hash;

    @Column(name = "user_id", nullable = false, updatable = false)
    Long userId;

    @Column(name = "session_generation", nullable = false, updatable = false)
    long sessionGeneration;

    @Column(updatable = false, length = 100)
    String name;

    @Column(name = "issued_at", nullable = false, updatable = false)
    Instant issuedAt;

    /** Null for never. */
    @Column(name = "expires_at", updatable = false)
    Instant expiresAt;

    /** Accurate to a minute; null before the first use. */
    @Column(name = "last_used_at", insertable = false, updatable = false)
    Instant lastUsedAt;

    @Column(name = "ended_at", insertable = false, updatable = false)
    Instant endedAt;

    /** The user's tokens that were not revoked, in the order of their issue; those of earlier generations have ended. */
    static List<StoredServiceToken> of(long userId, long generation) {
        return list(
                "userId = ?1 and sessionGeneration = ?2 and name is not null and endedAt is null order by number",
                userId,
                generation);
    }

    /** That token of the user, revoked or not. */
    static Optional<StoredServiceToken> numbered(long userId, long number) {
        return find("userId = ?1 and number = ?2 and name is not null", userId, number)
                .firstResultOptional();
    }
}
