mod counted;
mod lives;
mod stored;
mod written;
