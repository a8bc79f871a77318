package dev.fleetcast.channel;

/** Told of feeds that begin and end, on their event loops; must not block. */
interface FeedListener {

    /** The feed has found its place and is live. */
    void opened(Feed feed);

    /** The feed is over; told once for each that was opened. */
    void closed(Feed feed);
}
