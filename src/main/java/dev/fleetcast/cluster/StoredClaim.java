package dev.fleetcast.cluster;

/**
 * A claim as it is written to Kafka.
 *
 * @param token of this claim only
 * @param holder the replica that claims
 * @param expires if the claim comes into the log later than that, in milliseconds by Kafka's clock, it is none: an outage
 *     has held it up, and who made it has given up long since
 */
record StoredClaim(String token, String holder, long expires) {

    StoredClaim {
        if (token == null || holder == null) {
            throw new IllegalArgumentException("incomplete");
        }
    }
}
