package dev.fleetcast.access.session;

import java.time.Instant;

/**
 * A session that has not ended.
 *
 * @param id the {@code sid} of its tokens
 * @param openedAt when the login opened it
 * @param lastUsedAt its last use; accurate to a minute for a use on another replica
 * @param endsAt when it ends unless used before, or when it reaches its maximum lifetime
 */
public record LiveSession(String id, Instant openedAt, Instant lastUsedAt, Instant endsAt) {}
