// Which channels hold something that has come since somebody last looked at them.

const read = new Map();

/** Somebody is looking at this channel now. */
export function look(channel) {
  read.set(channel.id, newest(channel));
}

/** Whether something has come since. What stood there when the page opened counts as read. */
export function unread(channel) {
  if (!read.has(channel.id)) look(channel);
  return newest(channel) > read.get(channel.id);
}

function newest(channel) {
  return channel.messages.at(-1)?.ts ?? "";
}
