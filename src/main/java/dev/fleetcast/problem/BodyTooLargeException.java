package dev.fleetcast.problem;

import java.io.IOException;

/** A body turned out to be longer than allowed while it was read. */
class BodyTooLargeException extends IOException {}
