package dev.fleetcast.access;

import jakarta.enterprise.context.ApplicationScoped;

/** The sessions this replica knows; safe for use by any thread, never blocks. */
@ApplicationScoped
public class Sessions {

    /**
     * Something now runs under the session: until as many {@link #release releases}, its end is noticed within 5 s and
     * {@link SessionEnded} is fired once. A hold on a session that is already over fires it too.
     */
    public void hold(String sessionId) {
        throw new UnsupportedOperationException();
    }

    /** Takes one {@link #hold} back. */
    public void release(String sessionId) {
        throw new UnsupportedOperationException();
    }
}
