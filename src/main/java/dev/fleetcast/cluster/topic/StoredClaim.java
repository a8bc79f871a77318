package dev.fleetcast.cluster.topic;

/**
 * A claim as written to Kafka.
 *
 * @param token unique to this claim
 * @param holder the claiming replica
 * @param after the offset of the stream's newest record that the replica had read when it claimed, -1 if there was
 *     none; null in claims of the previous release
 * @param expires a time by Kafka's clock, in milliseconds: the previous release ignores claims that enter the log
 *     later, and all replicas must judge its claims in the same way
 */
record StoredClaim(String token, String holder, Long after, long expires) {

    private static final long NEVER = Long.MAX_VALUE;

    StoredClaim {
        if (token == null || holder == null) {
            throw new IllegalArgumentException("incomplete");
        }
    }

    StoredClaim(String token, String holder, long after) {
        this(token, holder, after, NEVER);
    }
}
