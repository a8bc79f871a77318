package dev.fleetcast.problem;

import java.io.IOException;

/** A body exceeded the size limit while being read. */
class BodyTooLargeException extends IOException {}
