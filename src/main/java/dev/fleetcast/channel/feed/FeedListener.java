package dev.fleetcast.channel.feed;

/** Observes feeds that open and close, on their event loops; must not block. */
public interface FeedListener {

    /** The feed has found its position in the log and is live. */
    void opened(Feed feed);

    /** The feed has ended; called once for each opened feed. */
    void closed(Feed feed);
}
