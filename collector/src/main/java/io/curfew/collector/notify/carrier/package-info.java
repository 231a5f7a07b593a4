/**
 * Messages in, the language of each kind of channel out: webhook, MQTT, mail, syslog. What devices call themselves is
 * hostile until it is plain.
 */
@NullMarked
package io.curfew.collector.notify.carrier;

import org.jspecify.annotations.NullMarked;
