import createClient from 'openapi-fetch';

import type { components, paths } from '#generated/schema';

type Schemas = components['schemas'];

export type Alert = Schemas['Alert'];
export type AlertSummary = Schemas['AlertSummary'];
export type AuditEntry = Schemas['AuditEntry'];
export type Caller = Schemas['Caller'];
export type Device = Schemas['Device'];
export type DeviceDay = Schemas['DeviceDay'];
export type DeviceRemark = Schemas['DeviceRemark'];
export type DeviceSummary = Schemas['DeviceSummary'];
export type Difference = Schemas['Difference'];
export type DnsTransaction = Schemas['DnsTransaction'];
export type FirewallForm = Schemas['Form'];
export type FirewallRule = Schemas['FirewallRule'];
export type Flow = Schemas['Flow'];
export type FleetSensor = Schemas['FleetSensor'];
export type Impact = Schemas['Impact'];
export type Mistake = Schemas['Mistake'];
export type NameUse = Schemas['NameUse'];
export type NotificationChannel = Schemas['NotificationChannelState'];
export type Peer = Schemas['Peer'];
export type PeerUse = Schemas['PeerUse'];
export type PolicyDocument = Schemas['PolicyDocument'];
export type PolicyVersion = Schemas['PolicyVersion'];
export type Sensor = Schemas['Sensor'];
export type SensorInvitation = Schemas['SensorInvitation'];
export type ServerUse = Schemas['ServerUse'];
export type Setting = Schemas['Setting'];
export type Settings = Schemas['Settings'];
export type Severity = Schemas['Severity'];
export type TopEntry = Schemas['TopEntry'];
export type TrafficTrend = Schemas['TrafficTrend'];
export type Site = Schemas['Site'];
export type SiteAtAGlance = Schemas['SiteAtAGlance'];
export type AlertContext = Schemas['AlertContext'];
export type AlertGroup = Schemas['AlertGroup'];

/** The collector's API. Requests go to where the console came from. */
export const api = createClient<paths>({
  baseUrl: window.location.origin,
  fetch: (request) => globalThis.fetch(request),
});
