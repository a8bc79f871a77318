package dev.fleetcast.device.command.call;

import dev.fleetcast.device.command.Answer;

/**
 * How a call ended.
 *
 * @param answer what the device answered; null if it did not in time
 */
public record Outcome(Answer answer) {

    /** No answer in time. */
    static final Outcome TIMED_OUT = new Outcome(null);

    /** Whether the device did what was asked. */
    public boolean isSuccess() {
        return answer != null && answer.error() == null;
    }
}
