/**
 * Which thread may use a type, as annotations for readers. In reading order: {@link ThreadSafe},
 * {@link EventLoopConfined}.
 */
package dev.fleetcast.threading;
