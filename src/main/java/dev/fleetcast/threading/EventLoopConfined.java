package dev.fleetcast.threading;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The type is used only on the event loop of the connection that it serves, so it needs no locks and must not block.
 * Members that other threads may use say so.
 */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface EventLoopConfined {}
