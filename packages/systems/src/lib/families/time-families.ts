import { type Families, words } from './family.ts'
import { day, hour, moment } from './times.ts'

/** Days and times. */
export const TIME_FAMILIES: Families = {
  date: day,
  'PosteEmail.date': moment,
  deadline: day,
  close_date: day,
  created_before: day,
  due_at: moment,
  due_date: day,
  due_datetime: moment,
  end_date: day,
  endDate: day,
  endTime: moment,
  'CalcomOverride.endTime': hour,
  'CalcomTimeSlot.endTime': hour,
  expected_close_date: day,
  publish_date: moment,
  received_date_time: moment,
  scheduled_at: moment,
  sent_at: moment,
  start_date: day,
  startDate: day,
  startTime: moment,
  'CalcomOverride.startTime': hour,
  'CalcomTimeSlot.startTime': hour,
  timestamp: moment,
  timeZone: words('UTC Europe/Berlin America/New_York Asia/Tokyo'),
  timezone: words('UTC Europe/Berlin America/New_York Asia/Tokyo'),
}
