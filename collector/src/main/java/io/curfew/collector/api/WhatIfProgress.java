package io.curfew.collector.api;

/**
 * How far a trial is.
 *
 * @param done from 0 to 1
 */
public record WhatIfProgress(double done) {}
