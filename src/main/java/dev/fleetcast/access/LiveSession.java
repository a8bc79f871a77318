package dev.fleetcast.access;

import java.time.Instant;

/**
 * A session that lives.
 *
 * @param id the {@code sid} of its tokens
 * @param openedAt when the login opened it
 * @param lastUsedAt its last use; of one used at another replica to the minute
 * @param endsAt when it ends unless it is used before then, or whatever its use when its longest life is over
 */
record LiveSession(String id, Instant openedAt, Instant lastUsedAt, Instant endsAt) {}
