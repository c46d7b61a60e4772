"""What customers do without talking to anybody: visits, activities, coupons."""
